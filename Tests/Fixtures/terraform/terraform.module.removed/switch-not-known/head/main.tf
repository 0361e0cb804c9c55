variable "enabled" {}
