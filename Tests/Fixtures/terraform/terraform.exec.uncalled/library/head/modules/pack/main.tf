variable "source_dir" {}

data "external" "pack" {
  program = ["${path.module}/pack.py"]
  query = {
    source_dir = var.source_dir
  }
}
