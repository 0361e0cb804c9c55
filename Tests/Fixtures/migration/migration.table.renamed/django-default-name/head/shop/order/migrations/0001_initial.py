from django.conf import settings
from django.db import migrations, models
import money


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(primary_key=True)),
                ('number', models.CharField(max_length=36)),
                ('shop', models.CharField(max_length=36)),
                ('total', models.DecimalField(max_digits=12, decimal_places=2)),
                ('user', models.ForeignKey(null=True, to=settings.AUTH_USER_MODEL, on_delete=models.CASCADE)),
            ],
            options={'unique_together': {('number', 'user')}},
        ),
    ]
