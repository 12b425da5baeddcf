"""The search index: what visitors find, the pages that Pagefind indexes, and running Pagefind."""
