variable "peers" {
  type = list(string)
}

locals {
  office = ["0.0.0.0/0"]
}

output "cidrs" {
  value = concat(var.peers, local.office)
}
