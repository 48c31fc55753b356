"""How the learned reader of challenges to evidence is made."""
