from search_engine import engine

__all__ = ["engine"]
