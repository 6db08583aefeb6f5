"""The explorer /red: the network as a picture and as a table of the same links, each with its evidence."""
