"""Who says otherwise: facts → findings, with no knowledge of terminals or of files."""
