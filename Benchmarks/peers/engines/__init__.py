"""One module a peer, each with a class `Engine`. They import their package, so they are loaded only where they run."""
