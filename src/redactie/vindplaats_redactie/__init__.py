"""The files of the web editor, in ``bestanden/``, where ``fetch.py`` puts them. A site has them as they are."""
