from django.db import migrations

from shop.later import more

first = [migrations.RemoveField(model_name="order", name="note")]

second = [
    migrations.RemoveField(model_name="order", name="code"),
]

class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations: list = ([*first] + second + more)
