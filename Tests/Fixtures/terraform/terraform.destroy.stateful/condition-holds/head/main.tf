variable "old" {
  default = true
}
