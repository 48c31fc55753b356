"""Pure coding: questions, propositions, themes, stance."""
