from django.db import migrations, models


def forwards(apps, schema_editor):
    apps.get_model("shop", "Order").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [
        migrations.RemoveField(model_name="order", name="note"),
        migrations.AlterField(
            model_name="order",
            name="code",
            field=models.CharField(max_length=10),
        ),
        migrations.RunSQL(
            sql="DELETE FROM shop_order",
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AddIndex("order", models.Index(fields=["code"], name="by_code"))],
            state_operations=[migrations.DeleteModel("Order")],
        ),
    ]
