"""Finding: words → facts. Reads the query, folds, ranks, explains."""
