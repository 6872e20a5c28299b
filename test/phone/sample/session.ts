/** Exchanges WeChat's code at the server and remembers who it is. */
export async function signIn(): Promise<string> {
  const { code } = await wx.login();
  const name = await new Promise<string>((resolve, reject) => {
    wx.request<{ name: string }>({
      url: '/api/session',
      method: 'POST',
      data: { code },
      success: ({ data }) => resolve(data.name),
      fail: reject,
    });
  });
  wx.setStorageSync('name', name);
  return name;
}
