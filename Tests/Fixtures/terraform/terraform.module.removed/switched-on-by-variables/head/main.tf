variable "enabled" {
  default = false
}
