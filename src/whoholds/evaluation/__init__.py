"""How well reading and settling do: predictions for annotated corpora, scores, the bench and the quality gate."""
