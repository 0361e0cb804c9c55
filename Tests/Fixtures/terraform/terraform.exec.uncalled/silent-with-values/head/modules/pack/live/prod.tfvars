source_dir = "src"
