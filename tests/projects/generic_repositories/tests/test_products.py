async def test_products(api):
    assert (await api.get("/products")).status_code == 200
