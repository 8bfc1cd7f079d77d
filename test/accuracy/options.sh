# How the default model is trained (see evaluate.sh for how these were found).
PENALTY=200
TEMPERATURE=1
VERSION=1.0
