"""Random changes to a made-up source, and the law that an incremental build makes what a clean one makes.

`law.play` does the steps. Each draws from its own random numbers, so steps can be left out of a run that fails.
"""
