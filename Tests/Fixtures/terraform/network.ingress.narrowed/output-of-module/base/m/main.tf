output "c" {
  value = ["0.0.0.0/0"]
}
