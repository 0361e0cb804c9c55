from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.CreateModel(name="Plugin", fields=[("id", models.AutoField(primary_key=True))])]
