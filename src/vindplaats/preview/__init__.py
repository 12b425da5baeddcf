"""The running preview of `serve`: the site with what only editors see, and the browser that follows their edits."""
