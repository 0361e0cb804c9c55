variable "token" {
  type      = string
}
