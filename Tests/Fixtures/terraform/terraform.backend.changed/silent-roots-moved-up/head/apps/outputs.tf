output "place" {
  value = "apps"
}
