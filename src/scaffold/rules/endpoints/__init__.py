"""SCF3: repositories, services and routers."""
