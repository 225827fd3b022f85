select
    (select count(*) from main.articles) as articles,
    (select count(*) from main.mentions) as mentions,
    (select count(*) from main.quotes) as quotes,
    (select count(*) from main.entities) as entities;
