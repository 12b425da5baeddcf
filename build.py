"""Run ``vindplaats build`` with the arguments given, or another command if the first argument names one."""

from vindplaats.cli import run

if __name__ == "__main__":
    run(default="build")
