variable "peers" {
  type = list(string)
}

locals {
  office = ["10.2.0.0/16"]
}

output "cidrs" {
  value = concat(var.peers, local.office)
}
