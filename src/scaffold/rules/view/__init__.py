"""What several rules conclude from the same facts: tables, schemas, endpoints, routers, revisions."""
