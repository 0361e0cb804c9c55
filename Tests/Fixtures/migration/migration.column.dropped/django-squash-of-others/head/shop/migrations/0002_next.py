from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("other", "0001_initial"), ("shop", "0009_nobody_has_it")]
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RemoveField(model_name="order", name="note"),
    ]
