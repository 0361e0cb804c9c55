variable "stores" {
  type = map(object({ keep = bool }))
}
