def test_create(client):
    answer = client.post("/api/v1/customers/", json={"email": "a@b.c", "full_name": "A"})
    assert answer.status_code == 201
