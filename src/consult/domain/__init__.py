"""Records, ids, states, errors and ports: the words of the house. Standard library only."""
