"""Random changes to a made-up source, and a check that incremental builds equal clean ones.

`law.play` runs the steps. Each step has its own random numbers, so `law.shrink` can leave out steps of a failing run.
"""
