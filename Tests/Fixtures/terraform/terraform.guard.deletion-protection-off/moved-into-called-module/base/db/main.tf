variable "protect" {
  type    = bool
  default = true
}
