output "c" {
  value = ["10.0.0.0/8"]
}
