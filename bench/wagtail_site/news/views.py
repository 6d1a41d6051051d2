from django.shortcuts import get_object_or_404, render

from news.models import Card


def card(request, pk):
    return render(request, "news/card.html", {"card": get_object_or_404(Card, pk=pk)})
