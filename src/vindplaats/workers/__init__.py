"""How a build runs: work shared by forked processes, interrupts, and garbage collection switched off."""
