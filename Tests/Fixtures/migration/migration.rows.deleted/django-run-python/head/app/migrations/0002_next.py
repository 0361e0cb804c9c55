from django.db import migrations


def clean(apps, schema_editor):
    Users = apps.get_model("app", "Users")
    Users.objects.all().delete()
    schema_editor.execute("DROP TABLE other")


class Migration(migrations.Migration):
    operations = [
        migrations.RunPython(clean),
    ]
