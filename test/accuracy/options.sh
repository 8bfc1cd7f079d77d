# How the default model is trained: what evaluate.sh chooses in most folds.
PENALTY=150
TEMPERATURE=1.1
VERSION=1.0
