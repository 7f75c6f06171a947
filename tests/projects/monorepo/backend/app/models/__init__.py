from .ticket import Ticket

__all__ = ["Ticket"]
