variable "old" {
  type = bool
}

locals {
  number = var.old ? 1 : 0
}
