variable "old" {
  default = false
}
