from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Cart",
            fields=[
                ("id", models.AutoField(primary_key=True)),
                ("email", models.EmailField(max_length=254, null=True)),
                ("token", models.UUIDField()),
            ],
        ),
        migrations.AlterField(model_name="cart", name="email", field=models.EmailField(default="", max_length=254)),
        migrations.AlterModelTable(name="cart", table="checkout_cart"),
    ]
