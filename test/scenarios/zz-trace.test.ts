import { it } from 'vitest';
import { setScene } from './support/scene.js';
it('traces', async () => {
  await using scene = await setScene({ users: Number(process.env.U ?? 80), signIns: Number(process.env.S ?? 400), ...(process.env.T ? {oauthTokens: Number(process.env.T)} : {}), seed: 4 });
  await scene.add();
  const bodies: string[] = [];
  scene.org.onRequest = (r: any) => { const b = String(r.body ?? ''); if (b.includes('compositeRequest')) bodies.push(JSON.parse(b).compositeRequest.map((c: any) => decodeURIComponent(c.url).replace(/.*q=SELECT (.{8}).*? FROM/, '$1 ').slice(0, 45)).join(' | ')); };
  const show = (from: number) => {
    for (const r of scene.org.requests.slice(from)) {
            const parts = '';
      console.log(r.method, decodeURIComponent(String((r as any).path ?? '')).slice(0,40), decodeURIComponent(JSON.stringify((r as any).query ?? '')).replace(/SELECT .*? FROM/, 'S').slice(0, 160), (r as any).status, parts);
    }
  };
  const plan = await scene.rollcall.json<any>(['integration', 'plan', 'Acme']);
  let n = scene.org.requests.length;
  console.log('PLAN', plan.requests, Object.entries(plan.streams).map(([k, v]: any) => `${k}:${v.requests}/${v.records}`).join(' '), JSON.stringify(scene.org.requests.at(-1)).slice(0,500));
  const a = await scene.rollcall.json<any>(['integration', 'collect', 'Acme']);
  console.log('FIRST', a.quota.spentByRun, Object.entries(a.streams).map(([k, v]: any) => `${k}:${v.requests}`).join(' ')); show(n); n = scene.org.requests.length;
  const p2 = await scene.rollcall.json<any>(['integration', 'plan', 'Acme']);
  console.log('PLAN2', p2.requests); n = scene.org.requests.length;
  const b = await scene.rollcall.json<any>(['integration', 'collect', 'Acme']);
  console.log('SECOND', b.quota.spentByRun, Object.entries(b.streams).map(([k, v]: any) => `${k}:${v.requests}`).join(' ')); show(n);
  console.log(bodies.join('\n'));
}, 600000);
