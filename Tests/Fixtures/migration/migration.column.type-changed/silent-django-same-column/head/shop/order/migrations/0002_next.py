from django.conf import settings
from django.db import migrations, models
import money


class Migration(migrations.Migration):
    operations = [
        migrations.AlterField(
            model_name='order', name='total',
            field=money.models.MoneyField(max_digits=12, decimal_places=2, currency='USD'),
        ),
        migrations.AlterField(
            model_name='order', name='user',
            field=models.ForeignKey(null=True, related_name='orders', to=settings.AUTH_USER_MODEL, on_delete=models.CASCADE),
        ),
    ]
