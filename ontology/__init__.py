"""What can be said: the vocabulary, its shapes and context, and the only minting of IRIs."""
