"""Fits the gradient-boosted model on labelled payments."""

LEARNING_RATE = 0.05


def fit(rows, rounds=400):
    raise NotImplementedError("part of the example organization")
