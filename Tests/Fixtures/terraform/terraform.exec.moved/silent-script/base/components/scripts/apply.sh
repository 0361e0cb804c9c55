kind: Namespace
metadata:
  name: base
