resource "aws_ecs_task_definition" "task" {
  family = "task"

  volume {
    name = "data"

    efs_volume_configuration {
      file_system_id = "fs-1"
    }
  }
}
