def test_read_heroes(client):
    assert client.get("/api/v1/heroes/").status_code == 200
