"""How a cycle stands: the nation, each overseer, every case; reads only."""
